using ChatServer;
using ChatServer.Api;

// The watch for changed settings would look at each write to the data's folder, and nothing here takes them up while it runs.
string[] arguments = ["--hostBuilder:reloadConfigOnChange=false", .. args];
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = arguments, ContentRootPath = AppContext.BaseDirectory });
builder.AddChatLogging();
builder.Services.AddChatOptions(builder.Configuration);
builder.ListenForStomp();
builder.AddChat();

var app = builder.Build();
app.UseChatPage();
app.UseChatApi();
app.MapChatApi();
app.MapChatEndpoints();
await app.RunAsync();
