using Serilog;
using Serilog.Extensions.Logging;

namespace ChatServer;

/// <summary>The logger is Serilog, configured by the section "Serilog" of appsettings.json; the rest of the program knows ILogger alone.</summary>
internal static class Logging
{
    public static void AddChatLogging(this WebApplicationBuilder builder)
    {
        var logger = new LoggerConfiguration().ReadFrom.Configuration(builder.Configuration).CreateLogger();
        // The host's request log would make an activity and a scope for each request, which a chat's connection holds for as long as it lasts.
        builder.Logging.ClearProviders().AddSerilog(logger, dispose: true)
            .AddFilter<SerilogLoggerProvider>("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
    }
}
