import { useSyncExternalStore } from 'react'
import { type Job, jobsNow, subscribeJobs } from './jobs.ts'

/** All jobs of this engine that the window has heard of, oldest first. */
export const useJobs = (): readonly Job[] => useSyncExternalStore(subscribeJobs, jobsNow)

/** One job by its id. */
export const useJob = (id: number | undefined): Job | undefined => useJobs().find((job) => job.id === id)
