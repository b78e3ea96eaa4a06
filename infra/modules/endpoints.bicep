metadata description = 'Private endpoints of the storage accounts, and the names by which the network finds them.'

param networkName string
param location string
param tags object

@description('Accounts that get an endpoint for blobs and one for queues.')
param storageAccounts string[]

var services = ['blob', 'queue']
var endpoints = flatten(map(storageAccounts, account => map(services, service => { account: account, service: service })))

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' existing = {
  name: networkName
}

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [for service in services: {
  name: 'privatelink.${service}.${environment().suffixes.storage}'
  location: 'global'
  tags: tags
}]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [for (service, i) in services: {
  parent: zones[i]
  name: networkName
  location: 'global'
  tags: tags
  properties: {
    virtualNetwork: { id: network.id }
    registrationEnabled: false
  }
}]

resource privateEndpoints 'Microsoft.Network/privateEndpoints@2024-05-01' = [for endpoint in endpoints: {
  name: 'pe-${endpoint.account}-${endpoint.service}'
  location: location
  tags: tags
  properties: {
    subnet: { id: '${network.id}/subnets/endpoints' }
    privateLinkServiceConnections: [
      {
        name: endpoint.service
        properties: {
          privateLinkServiceId: resourceId('Microsoft.Storage/storageAccounts', endpoint.account)
          groupIds: [endpoint.service]
        }
      }
    ]
  }
}]

resource records 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = [for (endpoint, i) in endpoints: {
  parent: privateEndpoints[i]
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: endpoint.service
        properties: { privateDnsZoneId: zones[indexOf(services, endpoint.service)].id }
      }
    ]
  }
}]
