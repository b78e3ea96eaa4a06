# The same worker on any host of containers: docker build -t serverless-nlp .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/ServerlessNlp.Functions --configuration Release --runtime linux-x64 --output /worker

FROM mcr.microsoft.com/azure-functions/dotnet-isolated:4-dotnet-isolated10.0
ENV AzureWebJobsScriptRoot=/home/site/wwwroot \
    AzureFunctionsJobHost__Logging__Console__IsEnabled=true \
    AzureWebJobsDisableHomepage=true
COPY --from=build /worker /home/site/wwwroot
EXPOSE 80
