metadata description = 'ServerlessNlp on Azure: an event-driven document service that costs nothing while idle.'

targetScope = 'resourceGroup'

// ---- What may be chosen ------------------------------------------------------------------------------------------

@description('Names this copy of the service; resources are named after it.')
@minLength(2)
@maxLength(20)
param environmentName string

@description('Region of every resource. It must offer Flex Consumption: az functionapp list-flexconsumption-locations.')
@metadata({ azd: { type: 'location' } })
param location string = resourceGroup().location

@description('Memory of an instance. 2048 MB holds the starter models together; more memory also brings more CPU.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('The most instances there will ever be: the limit on what a flood of documents can cost.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('HTTP requests an instance works on at a time before the platform adds another. Inference is bound by CPU, so few.')
@minValue(1)
@maxValue(1000)
param httpConcurrency int = 4

@description('Instances kept warm for HTTP. Each is billed all the time; 0 costs nothing while idle.')
@minValue(0)
@maxValue(20)
param alwaysReadyInstances int = 0

@description('Redundancy of the storage accounts: LRS in one building, ZRS over the zones of a region.')
@allowed(['Standard_LRS', 'Standard_ZRS'])
param storageSku string = 'Standard_LRS'

@description('Days until results and their jobs are deleted.')
@minValue(1)
@maxValue(3650)
param resultRetentionDays int = 30

@description('Days until uploaded documents are deleted.')
@minValue(1)
@maxValue(3650)
param uploadRetentionDays int = 7

@description('Queue that is told when a job has ended (CloudEvents 1.0), for your own application to read. Empty: nobody is told.')
param completionQueue string = ''

@description('Gigabytes of telemetry a day after which ingestion stops: the limit on what logging can cost.')
@minValue(1)
@maxValue(100)
param dailyLogQuotaGB int = 1

@description('Where alerts go. Empty: no alert rules, which cost about half a dollar each a month.')
param alertEmail string = ''

@description('Monthly budget of the resource group, in the currency of the subscription. 0: none. It warns, it does not stop.')
@minValue(0)
param monthlyBudget int = 0

@description('First day of the budget, the first of a month. Azure does not let it be changed later: keep what was deployed first.')
param budgetStart string = utcNow('yyyy-MM-01')

@description('Storage behind private endpoints, the app in a virtual network. Private endpoints are billed by the hour.')
param privateNetwork bool = false

@description('Addresses that may still reach the data account when the network is private, such as those that publish models.')
param allowedIpAddresses string[] = []

@description('Client id of an Entra app registration that callers get tokens for. Empty: callers use function keys.')
param entraClientId string = ''

@description('Kind of the identity that deploys: it may publish models and read results.')
@allowed(['User', 'ServicePrincipal'])
param deployerType string = 'User'

// ---- Names: the same as in host.json, code and README; the linter in tests holds them together ---------------------

var token = toLower(uniqueString(resourceGroup().id, environmentName))
var tags = { 'azd-env-name': environmentName }
var appName = 'func-${environmentName}-${token}'
var hostStorageName = 'sthost${token}'
var dataStorageName = 'stdata${token}'

var packageContainer = 'packages'
var modelContainer = 'models'
var dropContainer = 'documents'
var deadLetterContainer = 'dead-letters'
var workContainers = [dropContainer, 'uploads', 'results', 'jobs']
var documentQueue = 'documents'
var queues = [documentQueue]
// Read by whoever is told, not by the app: what cannot be processed there is not the app's to keep.
var outgoingQueues = empty(completionQueue) ? [] : [completionQueue]

// ---- Resources, in the order in which they need each other ---------------------------------------------------------

module monitoring 'modules/monitoring.bicep' = {
  params: {
    workspaceName: 'log-${environmentName}-${token}'
    insightsName: 'appi-${environmentName}-${token}'
    location: location
    tags: tags
    dailyQuotaGB: dailyLogQuotaGB
  }
}

module identity 'modules/identity.bicep' = {
  params: {
    name: 'id-${environmentName}-${token}'
    location: location
    tags: tags
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  params: {
    name: 'vnet-${environmentName}-${token}'
    location: location
    tags: tags
  }
}

module hostStorage 'modules/storage.bicep' = {
  params: {
    name: hostStorageName
    location: location
    tags: tags
    sku: storageSku
    containers: [packageContainer]
    restrictNetwork: privateNetwork
  }
}

module dataStorage 'modules/storage.bicep' = {
  params: {
    name: dataStorageName
    location: location
    tags: tags
    sku: storageSku
    containers: concat(workContainers, [modelContainer, deadLetterContainer])
    queues: queues
    outgoingQueues: outgoingQueues
    expiry: [
      { container: 'results', days: resultRetentionDays }
      { container: 'jobs', days: resultRetentionDays }
      { container: 'uploads', days: uploadRetentionDays }
    ]
    workspaceId: monitoring.outputs.workspaceId
    restrictNetwork: privateNetwork
    allowedIpAddresses: allowedIpAddresses
  }
}

module endpoints 'modules/endpoints.bicep' = if (privateNetwork) {
  params: {
    networkName: 'vnet-${environmentName}-${token}'
    location: location
    tags: tags
    storageAccounts: [hostStorageName, dataStorageName]
  }
  dependsOn: [network, hostStorage, dataStorage]
}

module access 'modules/access.bicep' = {
  params: {
    hostStorageName: hostStorageName
    dataStorageName: dataStorageName
    insightsName: monitoring.outputs.insightsName
    packageContainer: packageContainer
    modelContainer: modelContainer
    workContainers: workContainers
    queues: queues
    outgoingQueues: outgoingQueues
    appPrincipalId: identity.outputs.principalId
    deployerPrincipalId: deployer().objectId
    deployerType: deployerType
  }
  dependsOn: [hostStorage, dataStorage]
}

module functionApp 'modules/functionApp.bicep' = {
  params: {
    name: appName
    planName: 'plan-${environmentName}-${token}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    hostStorageName: hostStorageName
    dataStorageName: dataStorageName
    packageContainer: packageContainer
    insightsConnectionString: monitoring.outputs.insightsConnectionString
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    httpConcurrency: httpConcurrency
    alwaysReadyInstances: alwaysReadyInstances
    resultRetentionDays: resultRetentionDays
    completionQueue: completionQueue
    subnetId: privateNetwork ? network!.outputs.functionsSubnetId : ''
  }
  // An app that starts before its roles have been granted is refused by its own storage.
  dependsOn: [access, endpoints]
}

module authentication 'modules/authentication.bicep' = if (!empty(entraClientId)) {
  params: {
    appName: functionApp.outputs.name
    clientId: entraClientId
  }
}

module events 'modules/events.bicep' = {
  params: {
    name: 'evgt-${environmentName}-${token}'
    location: location
    tags: tags
    storageName: dataStorageName
    container: dropContainer
    queue: documentQueue
    deadLetterContainer: deadLetterContainer
  }
  dependsOn: [dataStorage]
}

module alerts 'modules/alerts.bicep' = if (!empty(alertEmail)) {
  params: {
    prefix: 'alert-${environmentName}'
    location: location
    tags: tags
    email: alertEmail
    workspaceId: monitoring.outputs.workspaceId
    storageName: dataStorageName
    appName: functionApp.outputs.name
    queues: queues
  }
}

module budget 'modules/budget.bicep' = if (monthlyBudget > 0 && !empty(alertEmail)) {
  params: {
    name: 'budget-${environmentName}'
    amount: monthlyBudget
    start: budgetStart
    email: alertEmail
  }
}

// ---- What deployment, smoke test and azd need to know --------------------------------------------------------------

output AZURE_LOCATION string = location
output AZURE_FUNCTION_NAME string = functionApp.outputs.name
output AZURE_FUNCTION_URL string = functionApp.outputs.url
output AZURE_DATA_STORAGE_NAME string = dataStorageName
output AZURE_HOST_STORAGE_NAME string = hostStorageName
output AZURE_PACKAGE_CONTAINER string = packageContainer
output AZURE_MODEL_CONTAINER string = modelContainer
