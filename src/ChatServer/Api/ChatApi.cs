using System.IO.Enumeration;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using ChatServer.Rooms;
using Microsoft.Extensions.Options;

namespace ChatServer.Api;

/// <summary>The chat over HTTP, and its description at <c>/openapi/v1.json</c>.</summary>
internal static class ChatApi
{
    private const string Prefix = "/api";

    public static void AddChatApi(this IServiceCollection services)
    {
        services.AddSingleton<RoomDirectory>();
        services.AddOpenApi(options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "ChatServer", Version = "v1", Description = "Rooms and what was said in them, beside STOMP at /ws." };
            // Where the server is, whoever reads this knows; behind a proxy it would be wrong.
            document.Servers?.Clear();
            return Task.CompletedTask;
        }));
        services.AddProblemDetails();
        services.AddExceptionHandler<ApiFaults>();
        services.AddCors();
        services.AddApiRateLimits();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ChatJson.Default);
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
            options.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });
    }

    /// <summary>What stands around the API, and around nothing else.</summary>
    public static void UseChatApi(this WebApplication app)
    {
        var allowed = app.Services.GetRequiredService<IOptions<ChatOptions>>().Value.AllowedOrigins;
        app.UseWhen(context => IsOfApi(context.Request.Path), api =>
        {
            api.UseExceptionHandler();
            api.UseStatusCodePages();
            api.UseCors(policy => policy.AllowAnyHeader().AllowAnyMethod().SetIsOriginAllowed(origin => Allows(allowed, origin)));
            api.UseRateLimiter();
        });
    }

    public static void MapChatApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup(Prefix).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapRooms();
        api.MapSearch();
        app.MapOpenApi();
    }

    private static bool IsOfApi(PathString path) =>
        path.StartsWithSegments(Prefix, StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase);

    // The settings' patterns have '*' for any run of characters; an origin holds no '?'.
    private static bool Allows(IEnumerable<string> allowed, string origin) => allowed.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, origin));
}
