import '../kit/kit.css'
import './frame.css'
import { createRoot } from 'react-dom/client'
import { followJobs } from '../engine/jobs.ts'
import { App } from './app.tsx'

const root = document.getElementById('window')
if (!root) throw new Error('the page has no place for the window')
followJobs()
createRoot(root).render(<App />)
