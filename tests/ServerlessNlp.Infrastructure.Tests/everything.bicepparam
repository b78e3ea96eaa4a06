using '../../infra/main.bicep'

// Whatever may be deployed is: what the rules look at.
param environmentName = 'everything'
param location = 'westeurope'
param alertEmail = 'operator@example.com'
param monthlyBudget = 10
param privateNetwork = true
param allowedIpAddresses = ['192.0.2.1']
param completionQueue = 'done'
param alwaysReadyInstances = 1
param entraClientId = '00000000-0000-0000-0000-000000000003'
