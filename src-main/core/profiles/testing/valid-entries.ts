import type { Entry } from '../../formats/testing/plant.ts'

const row = (header: string, text: string, delimiter = ','): Entry => ({
  text,
  table: { delimiter, columns: header.split(delimiter) },
})

/** One entry that reads of each profile that is shipped, with the columns that may hold what must not be shown. */
export const validEntries: Readonly<Record<string, Entry>> = {
  'activity-log-csv': row(
    'time,user,action,resource,ip,result,password',
    '2025-02-03T00:00:00Z,nora,read,prod/db,203.0.113.7,ok,x',
  ),
  'activity-log-json': {
    text: '{"time":"2025-02-03T00:00:00Z","user":"nora","action":"read","resource":"prod/db","ip":"203.0.113.7","result":"ok"}',
  },
  bitwarden: {
    text: '{"object":"event","type":1108,"itemId":"3767a302","actingUserId":"7","date":"2023-03-13T07:16:27.1474567Z","device":9,"ipAddress":"203.0.113.7"}',
  },
  'cloosphere-kms-audit': row(
    'id,Timestamp (UTC),Operation,Result,Actor,Config path,IP,Error',
    '1042,2026-05-04 08:15:30,unwrap,Success,admin@example.com,tools.github.api_key,203.0.113.7,no',
  ),
  'delinea-secret-server': {
    text: 'CEF:0|Thycotic Software|Secret Server|11.3|10004|SECRET - VIEW|2|msg=viewed suid=2 suser=U.Admin cs4=The Admin cs4Label=suser Display Name src=172.16.1.116 rt=Nov 10 2022 13:13:23 fname=db admin fileType=Secret cs3Label=Folder cs3=Prod',
  },
  ecs: {
    text: '{"@timestamp":"2025-03-14T02:34:07.918Z","ecs":{"version":"8.11.0"},"event":{"action":"read","outcome":"success","dataset":"x"},"user":{"name":"nora"},"source":{"ip":"203.0.113.7"},"message":"read prod/db"}',
  },
  keycloak: {
    text: '{"time":1741919647918,"type":"LOGIN_ERROR","realmId":"shop","clientId":"web","userId":"7","ipAddress":"203.0.113.7","error":"invalid_user_credentials","details":{"username":"nora"}}',
  },
  lastpass: row('Time,Username,IP_Address,Action,Data', '2025-03-14 02:34:07,nora@example.org,203.0.113.7,Log in,x'),
  'segura-dsm-export': row(
    'APPLICATION_NAME;AUTHORIZATION_NAME;AUTHORIZATION_ENVIRONMENT;SECRET_NAME;CREDENTIAL_NAME;SECRET_LAST_ACCESS',
    'shop;shop-prod;production;prod/db;db-user;14/03/2025 02:34:07',
    ';',
  ),
  'segura-dsm-logs': row(
    'ID,Operation,Entity,Entity ID,Entity name,Origin,User,Username,IP,Change,Date/Time',
    'G6g-1,Secret viewed,Secret,17,prod/db,DSM-Secret,Nora Lind,nora,203.0.113.7,status from 0 to 1,14/03/2025 02:34:07',
  ),
  'vercel-env-audit': row(
    'timestamp,action,actor_vercel_id,actor_name,actor_email,location,user_agent,previous,next',
    '2025-11-27T06:48:32.605Z,project.env_variable.created,u-1,Nora,nora@example.org,203.0.113.7,Mozilla,,"{""key"":""DB_URL"",""value"":""x"",""target"":""production""}"',
  ),
}
