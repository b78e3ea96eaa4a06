metadata description = 'Who may do what: every grant there is, each on the smallest thing that it is needed for.'

import { roles } from '../roles.bicep'

param hostStorageName string
param dataStorageName string
param insightsName string

@description('Container of the deployed code.')
param packageContainer string

@description('Container of the model packages.')
param modelContainer string

@description('Containers that the app reads documents from and writes results to.')
param workContainers string[]

@description('Queues that the app works off; the poison twins go with them.')
param queues string[]

@description('Queues that the app puts messages into for others.')
param outgoingQueues string[]

param appPrincipalId string
param deployerPrincipalId string

@allowed(['User', 'ServicePrincipal'])
param deployerType string

// ---- What is granted on --------------------------------------------------------------------------------------------

resource hostStorage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: hostStorageName
}

resource hostBlobs 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' existing = {
  parent: hostStorage
  name: 'default'
}

resource packages 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' existing = {
  parent: hostBlobs
  name: packageContainer
}

resource dataStorage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: dataStorageName
}

resource dataBlobs 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' existing = {
  parent: dataStorage
  name: 'default'
}

resource models 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' existing = {
  parent: dataBlobs
  name: modelContainer
}

resource work 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' existing = [for container in workContainers: {
  parent: dataBlobs
  name: container
}]

resource dataQueues 'Microsoft.Storage/storageAccounts/queueServices@2025-06-01' existing = {
  parent: dataStorage
  name: 'default'
}

resource workQueues 'Microsoft.Storage/storageAccounts/queueServices/queues@2025-06-01' existing = [for queue in queues: {
  parent: dataQueues
  name: queue
}]

resource poisonQueues 'Microsoft.Storage/storageAccounts/queueServices/queues@2025-06-01' existing = [for queue in queues: {
  parent: dataQueues
  name: '${queue}-poison'
}]

resource outgoing 'Microsoft.Storage/storageAccounts/queueServices/queues@2025-06-01' existing = [for queue in outgoingQueues: {
  parent: dataQueues
  name: queue
}]

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

// ---- The app -------------------------------------------------------------------------------------------------------

// The Functions host keeps its leases, its keys and the deployed code in an account that holds nothing else.
resource appOwnsHostStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: hostStorage
  name: guid(hostStorage.id, appPrincipalId, roles.storageBlobDataOwner)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataOwner)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource appReadsModels 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: models
  name: guid(models.id, appPrincipalId, roles.storageBlobDataReader)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataReader)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource appWritesWork 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (container, i) in workContainers: {
  scope: work[i]
  name: guid(work[i].id, appPrincipalId, roles.storageBlobDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataContributor)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}]

resource appWorksQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (queue, i) in queues: {
  scope: workQueues[i]
  name: guid(workQueues[i].id, appPrincipalId, roles.storageQueueDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageQueueDataContributor)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}]

resource appFillsPoisonQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (queue, i) in queues: {
  scope: poisonQueues[i]
  name: guid(poisonQueues[i].id, appPrincipalId, roles.storageQueueDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageQueueDataContributor)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}]

resource appTellsOthers 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (queue, i) in outgoingQueues: {
  scope: outgoing[i]
  name: guid(outgoing[i].id, appPrincipalId, roles.storageQueueDataMessageSender)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageQueueDataMessageSender)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}]

resource appSendsTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, appPrincipalId, roles.monitoringMetricsPublisher)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.monitoringMetricsPublisher)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

// ---- Whoever deploys: publishes models, and keeps the code that was deployed before for a roll-back ----------------

resource deployerPublishesModels 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: models
  name: guid(models.id, deployerPrincipalId, roles.storageBlobDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataContributor)
    principalId: deployerPrincipalId
    principalType: deployerType
  }
}

resource deployerReadsPackages 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: packages
  name: guid(packages.id, deployerPrincipalId, roles.storageBlobDataReader)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataReader)
    principalId: deployerPrincipalId
    principalType: deployerType
  }
}
