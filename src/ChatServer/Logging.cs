using Serilog;

namespace ChatServer;

/// <summary>The logger is Serilog, configured by the section "Serilog" of appsettings.json; the rest of the program knows ILogger alone.</summary>
internal static class Logging
{
    public static void AddChatLogging(this WebApplicationBuilder builder)
    {
        var logger = new LoggerConfiguration().ReadFrom.Configuration(builder.Configuration).CreateLogger();
        builder.Logging.ClearProviders().AddSerilog(logger, dispose: true);
    }
}
