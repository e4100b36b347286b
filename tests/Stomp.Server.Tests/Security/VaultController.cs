using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Authorization;

namespace Stomp.Server.Tests.Security;

/// <summary>For who is authenticated; some of it for fewer, some for everybody.</summary>
[MessageController]
[MessageMapping("/vault")]
[Authorize]
public sealed class VaultController : IDisposable
{
    private static int _made;

    public VaultController() => Interlocked.Increment(ref _made);

    /// <summary>How many were made.</summary>
    public static int Made => Volatile.Read(ref _made);

    [MessageMapping("/look")]
    public string Look(string body) => body;

    [MessageMapping("/door")]
    [AllowAnonymous]
    public string Ring(string body) => body;

    [MessageMapping("/open")]
    [Authorize(Roles = "keeper,owner")]
    public string Open(Combination combination) => combination.Number;

    [MessageMapping("/{room}/enter")]
    [Authorize("Member")]
    public string Enter(string room, string body) => $"{room}: {body}";

    [SubscribeMapping("/watch")]
    [Authorize(Roles = "keeper")]
    public async IAsyncEnumerable<string> Watch([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return "nothing to see";
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    public void Dispose()
    {
    }

    /// <summary>What opens it.</summary>
    public sealed record Combination([property: Required] string Number);
}
