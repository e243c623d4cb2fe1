// Usage: node duckdb.mjs MODULE LOG DATABASE. DuckDB parses the log with the columns given and stores them; it hashes nothing.
const [module, log, database] = process.argv.slice(2)
const { DuckDBInstance } = await import(module)

const REQUEST =
  'STRUCT(id VARCHAR, operation VARCHAR, path VARCHAR, mount_type VARCHAR, mount_accessor VARCHAR, ' +
  'namespace STRUCT(id VARCHAR), remote_address VARCHAR, remote_port INTEGER)'
const AUTH =
  'STRUCT(accessor VARCHAR, display_name VARCHAR, entity_id VARCHAR, token_type VARCHAR, policies VARCHAR[], ' +
  'token_issue_time VARCHAR)'
const quoted = (text) => `'${text.replaceAll("'", "''")}'`

const instance = await DuckDBInstance.create(database)
const connection = await instance.connect()
await connection.run(`
  CREATE TABLE line AS
  SELECT "time", type, error, request.id, request.operation, request.path, request.mount_type, request.mount_accessor,
         request.namespace.id AS namespace, request.remote_address, request.remote_port, auth.accessor, auth.display_name,
         auth.entity_id, auth.token_type, auth.policies[-1] AS policy, auth.token_issue_time
    FROM read_json(${quoted(log)}, format = 'newline_delimited', maximum_object_size = 16777216,
                   columns = {"time": 'VARCHAR', type: 'VARCHAR', error: 'VARCHAR', request: '${REQUEST}', auth: '${AUTH}'})`)
await connection.run('CHECKPOINT')
const reader = await connection.runAndReadAll('SELECT count(*)::INTEGER FROM line')
process.stdout.write(`${reader.getRows()[0][0]}\n`)
connection.closeSync()
instance.closeSync()
