metadata description = 'The function app on Flex Consumption: billed by the execution, from zero instances up.'

@maxLength(60)
param name string
param planName string
param location string
param tags object

@description('Resource id and client id of the identity that the app has everywhere.')
param identityId string
param identityClientId string

@description('Account of the Functions host: leases, keys, code.')
param hostStorageName string

@description('Account of models, documents, jobs and results.')
param dataStorageName string

param packageContainer string

@description('An address, not a credential: the component takes telemetry from identities only.')
param insightsConnectionString string

@allowed([512, 2048, 4096])
param instanceMemoryMB int
param maximumInstanceCount int
param httpConcurrency int
param alwaysReadyInstances int

@description('Days until the storage account deletes results and jobs.')
param resultRetentionDays int

@description('Queue that is told when a job has ended. Empty: nobody.')
param completionQueue string

@description('Subnet that outgoing traffic leaves by. Empty: the public network.')
param subnetId string = ''

resource hostStorage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: hostStorageName
}

resource dataStorage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: dataStorageName
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: { minTlsVersion: '1.2' }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${hostStorage.properties.primaryEndpoints.blob}${packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyInstances > 0 ? [{ name: 'http', instanceCount: alwaysReadyInstances }] : []
        triggers: { http: { perInstanceConcurrency: httpConcurrency } }
      }
    }
  }
}

resource settings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: {
    AzureWebJobsStorage__blobServiceUri: hostStorage.properties.primaryEndpoints.blob
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identityClientId
    DocumentStorage__blobServiceUri: dataStorage.properties.primaryEndpoints.blob
    DocumentStorage__queueServiceUri: dataStorage.properties.primaryEndpoints.queue
    DocumentStorage__credential: 'managedidentity'
    DocumentStorage__clientId: identityClientId
    Nlp__DocumentStorage: 'DocumentStorage'
    Nlp__ModelStorage: 'DocumentStorage'
    // Half of the instance: the other half is for the runtime, the tensors of a batch, and a model that replaces another.
    Nlp__ModelBudgetMB: string(instanceMemoryMB / 2)
    Nlp__MaxConcurrentRequests: string(httpConcurrency)
    Nlp__ResultRetentionDays: string(resultRetentionDays)
    Nlp__CompletionQueue: completionQueue
    AzureWebJobsDisableHomepage: 'true'
    AZURE_CLIENT_ID: identityClientId
    APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  }
}

// Code is deployed by identities; there is no user name and password to publish with.
resource noScmPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
}

resource noFtpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

output name string = app.name
output url string = 'https://${app.properties.defaultHostName}'
