using Stomp.Server;

namespace ChatServer.Storage.Search;

/// <summary>What is added of one room.</summary>
/// <param name="Destination">Its destination.</param>
/// <param name="Range">What is indexed then.</param>
/// <param name="Messages">Those with a text, by their offsets, with their tokens.</param>
internal sealed record IndexedRoom(string Destination, LogRange Range, IReadOnlyList<(long Offset, string Tokens)> Messages);
