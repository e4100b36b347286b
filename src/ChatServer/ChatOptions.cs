using System.ComponentModel.DataAnnotations;
using ChatServer.Storage;
using Microsoft.Extensions.Options;

namespace ChatServer;

/// <summary>The chat's settings: the section "Chat" of the configuration.</summary>
public sealed class ChatOptions
{
    /// <summary>Longest id of a room, in UTF-16 code units. Defaults to 128.</summary>
    [Range(1, 1000)]
    public int MaxRoomIdLength { get; set; } = 128;

    /// <summary>Longest name, in UTF-16 code units. Defaults to 64.</summary>
    [Range(1, 1000)]
    public int MaxSenderLength { get; set; } = 64;

    /// <summary>Longest title of a room, in UTF-16 code units. Defaults to 100.</summary>
    [Range(1, 1000)]
    public int MaxTitleLength { get; set; } = 100;

    /// <summary>
    /// Longest message, in UTF-16 code units. Defaults to 20,000: such a message takes at most 60,000 bytes of UTF-8, which fits
    /// into a frame of 64 KiB whatever its script.
    /// </summary>
    [Range(1, 10_000_000)]
    public int MaxMessageLength { get; set; } = 20_000;

    /// <summary>Most rooms that one session may speak in. Defaults to 1,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxRoomsPerSession { get; set; } = 1000;

    /// <summary>Origins of other pages that may connect, with <c>*</c> for any run of characters. Empty by default: the chat's own page only.</summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>
    /// Whether WebSocket messages are compressed for clients that ask for it: <see cref="Stomp.Server.StompEndpointOptions.AllowCompression"/>.
    /// Defaults to false.
    /// </summary>
    public bool AllowCompression { get; set; }

    /// <summary>
    /// The port for STOMP over TCP, by convention 61613 (61614 with TLS). Defaults to 0: none, WebSocket only.
    /// </summary>
    [Range(0, 65535)]
    public int TcpPort { get; set; }

    /// <summary>The IP address that <see cref="TcpPort"/> is bound to. Defaults to 127.0.0.1, this machine only; <c>::</c> is every address.</summary>
    [Required]
    public string TcpAddress { get; set; } = "127.0.0.1";

    /// <summary>
    /// Whether STOMP over TCP is in TLS, with the certificate of <c>Kestrel:Certificates:Default</c>. Defaults to false.
    /// </summary>
    public bool TcpTls { get; set; }

    /// <summary>Where what was said is kept. Defaults to <see cref="StorageKind.Sqlite"/>.</summary>
    public StorageKind Storage { get; set; }

    /// <summary>
    /// The folder of the chat's files, made when missing; a relative one lies beside the program, with <c>dotnet run</c> in the project's folder. Never inside of
    /// <c>wwwroot</c>. Defaults to <c>data</c>.
    /// </summary>
    [Required]
    public string DataDirectory { get; set; } = "data";

    /// <summary>How to reach the PostgreSQL database (https://www.npgsql.org/doc/connection-string-parameters.html). Needed for <see cref="StorageKind.Postgres"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// By which name this server knows its own visits when several share a PostgreSQL database: each needs a name of its own, which stays when it is
    /// started again. Defaults to the machine's name.
    /// </summary>
    [Required]
    public string ServerName { get; set; } = Environment.MachineName;

    /// <summary>How often a server tells the others that share its database that it lives. Defaults to 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan LeaseInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>After how long without that a server is taken for dead, and another one says the LEAVEs of who was there. Defaults to 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.2", "01:00:00")]
    public TimeSpan LeaseTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How much of each room is kept. Defaults to everything that was said.</summary>
    [ValidateObjectMembers]
    public ChatRetention Retention { get; set; } = new();

    /// <summary>How often clients may ask over HTTP; what they may do over STOMP is <see cref="Stomp.Server.StompRateLimitOptions"/>, of the same section.</summary>
    [ValidateObjectMembers]
    public ChatRateLimits RateLimits { get; set; } = new();
}
