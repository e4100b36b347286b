using Microsoft.Extensions.DependencyInjection;

namespace Stomp.Server.Tests;

public static class TestServices
{
    /// <summary>Adds an object for controllers to be given.</summary>
    public static StompBuilder Add<T>(this StompBuilder stomp, T instance)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(stomp);
        stomp.Services.AddSingleton(instance);
        return stomp;
    }

    public static StompBuilder AddScoped<T>(this StompBuilder stomp)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(stomp);
        stomp.Services.AddScoped<T>();
        return stomp;
    }
}
