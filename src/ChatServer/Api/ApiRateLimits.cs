using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace ChatServer.Api;

/// <summary>Limits how often an address may ask.</summary>
internal static class ApiRateLimits
{
    private const int SubnetBytes = 8;

    public static void AddApiRateLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = RefuseAsync;
        });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<ChatOptions>>((limiter, chat) =>
        {
            var limits = chat.Value.RateLimits;
            if (!limits.Enabled || limits.RequestsPerAddress.PerSecond == 0) return;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, IPAddress>(context => RateLimitPartition.GetTokenBucketLimiter(AddressOf(context), _ => new()
            {
                TokenLimit = limits.RequestsPerAddress.Burst,
                TokensPerPeriod = limits.RequestsPerAddress.PerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            }));
        });
    }

    private static async ValueTask RefuseAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        context.HttpContext.Response.Headers.RetryAfter = "1";
        var problems = context.HttpContext.RequestServices.GetRequiredService<IProblemDetailsService>();
        await problems.TryWriteAsync(new()
        {
            HttpContext = context.HttpContext,
            ProblemDetails = { Status = StatusCodes.Status429TooManyRequests, Detail = "Too many requests from this address (RequestsPerAddress)." },
        });
    }

    /// <summary>An IPv6 subscriber is its /64: it has the rest to itself.</summary>
    private static IPAddress AddressOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        if (bytes.Length == SubnetBytes * 2) bytes.AsSpan(SubnetBytes).Clear();
        return new(bytes);
    }
}
