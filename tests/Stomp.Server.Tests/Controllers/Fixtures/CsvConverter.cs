using System.Buffers;
using System.Text;

namespace Stomp.Server.Tests;

/// <summary>A converter of an application: pairs, separated by a comma.</summary>
public sealed class CsvConverter : IMessageConverter
{
    public IReadOnlyList<string> MediaTypes { get; } = ["text/csv", "text/*-separated"];

    public bool CanConvert(Type type) => type == typeof(Pair) || type == typeof(Unserializable);

    public T? Read<T>(ReadOnlySequence<byte> body, string? contentType)
    {
        var parts = Encoding.UTF8.GetString(body).Split(',');
        if (parts.Length != 2) throw new MessageRejectedException("no pair");
        return typeof(T) == typeof(Pair) ? (T)(object)new Pair(parts[0], parts[1]) : (T)(object)new Unserializable();
    }

    public void Write<T>(IBufferWriter<byte> output, T payload, string contentType) =>
        Encoding.UTF8.GetBytes($"{((Pair)(object)payload!).One},{((Pair)(object)payload!).Other}", output);
}
