namespace Stomp.Server.Controllers;

/// <summary>What is wrong with a payload, by member.</summary>
internal sealed class ValidationErrors
{
    private SortedDictionary<string, List<string>>? _errors;

    public int Count { get; private set; }

    public void Add(string member, string? error)
    {
        _errors ??= new(StringComparer.Ordinal);
        if (!_errors.TryGetValue(member, out var ofMember)) _errors.Add(member, ofMember = []);
        ofMember.Add(error ?? "It is not valid.");
        Count++;
    }

    /// <exception cref="PayloadInvalidException">There is an error.</exception>
    public void ThrowIfAny()
    {
        if (_errors is null) return;
        var errors = _errors.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray(), StringComparer.Ordinal);
        var detail = string.Join(' ', errors.SelectMany(entry => entry.Value.Select(error => entry.Key.Length == 0 ? error : $"{entry.Key}: {error}")));
        throw new PayloadInvalidException(detail) { Errors = errors };
    }
}
