metadata description = 'Entra instead of function keys: callers bring a token for the app registration, and nothing else gets in.'

param appName string

@description('Client id of the app registration that tokens are for. It needs no secret: tokens are only checked here.')
param clientId string

resource app 'Microsoft.Web/sites@2025-03-01' existing = {
  name: appName
}

resource entra 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: { enabled: true }
    globalValidation: {
      requireAuthentication: true
      unauthenticatedClientAction: 'Return401'
      excludedPaths: ['/api/health/live', '/api/health/ready']
    }
    httpSettings: { requireHttps: true }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        registration: {
          clientId: clientId
          openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
        }
        validation: { allowedAudiences: [clientId, 'api://${clientId}'] }
      }
    }
    login: { tokenStore: { enabled: false } }
  }
}
