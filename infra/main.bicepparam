using 'main.bicep'

// azd and the workflow set these in the environment; with az alone: AZURE_ENV_NAME=mine az deployment group create ...
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'nlp')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', '')
param monthlyBudget = int(readEnvironmentVariable('MONTHLY_BUDGET', '0'))
param entraClientId = readEnvironmentVariable('ENTRA_CLIENT_ID', '')
param deployerType = readEnvironmentVariable('DEPLOYER_TYPE', 'User')
