using System.Net;
using ConformanceServer;
using Stomp.Server;

// dotnet run --project tests/ConformanceServer -- --urls http://127.0.0.1:8081 --tcp-port 61613
// 8081 is where the SockJS protocol tests look.
var builder = WebApplication.CreateSlimBuilder(args);
var tcpPort = builder.Configuration.GetValue("tcp-port", 0);
if (tcpPort > 0) builder.WebHost.ListenStomp(IPAddress.Loopback, tcpPort);
builder.Services.AddStomp(OpenPolicies.Apply).AddConnectAuthenticator<AnyLogin>();

var app = builder.Build();
app.MapStomp("/ws", options => options.AllowedOrigins.Add("*")).WithSockJs();
app.MapSockJsServices();
await app.RunAsync();
