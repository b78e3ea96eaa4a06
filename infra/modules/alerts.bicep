metadata description = 'What someone should be woken for. docs/operate.md says what each means and what to do.'

param prefix string
param location string
param tags object
param email string
param workspaceId string
param storageName string
param appName string

@description('Queues that are watched: for poison, for waiting too long, and for standing still.')
param queues string[]

var poison = [for queue in queues: {
  name: '${queue}-poison'
  severity: 2
  window: 'PT15M'
  description: 'Messages that cannot be processed were set aside in ${queue}-poison.'
  query: join([
    'StorageQueueLogs'
    '| where AccountName == "${storageName}" and OperationName == "PutMessage" and StatusText == "Success"'
    '| where ObjectKey contains "/${queue}-poison"'
  ], '\n')
}]

var waiting = [for queue in queues: {
  name: '${queue}-waiting'
  severity: 2
  window: 'PT15M'
  description: 'A message waited in ${queue} for more than ten minutes before it was taken.'
  query: join([
    'AppMetrics'
    '| where AppRoleName == "${appName}" and Name == "nlp.queue.wait" and tostring(Properties["queue"]) == "${queue}"'
    '| where Max > 600'
  ], '\n')
}]

var stalled = [for queue in queues: {
  name: '${queue}-stalled'
  severity: 1
  window: 'PT1H'
  description: 'Messages came into ${queue} and none has been worked off for half an hour.'
  query: join([
    'StorageQueueLogs'
    '| where AccountName == "${storageName}" and StatusText == "Success"'
    '| where ObjectKey contains "/${queue}" and ObjectKey !contains "-poison"'
    '| summarize came = countif(OperationName == "PutMessage" and TimeGenerated < ago(30m)), left = countif(OperationName == "DeleteMessage" and TimeGenerated >= ago(30m)), done = countif(OperationName == "DeleteMessage")'
    '| where came > done and left == 0'
  ], '\n')
}]

var failures = [
  {
    name: 'failures'
    severity: 2
    window: 'PT15M'
    description: 'Calls or messages failed in the app itself.'
    query: join([
      'AppRequests'
      '| where AppRoleName == "${appName}" and Success == false and (isempty(ResultCode) or ResultCode == "0" or ResultCode startswith "5")'
      '| summarize failed = count()'
      '| where failed > 5'
    ], '\n')
  }
]

var rules = concat(poison, waiting, stalled, failures)

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: prefix
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'nlp'
    enabled: true
    emailReceivers: [{ name: 'operator', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for rule in rules: {
  name: '${prefix}-${rule.name}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: '${prefix}-${rule.name}'
    description: rule.description
    severity: rule.severity
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT15M'
    windowSize: rule.window
    criteria: {
      allOf: [
        {
          query: rule.query
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    autoMitigate: true
    // The tables of a fresh workspace exist only once something has been logged.
    skipQueryValidation: true
    actions: { actionGroups: [people.id] }
  }
}]
