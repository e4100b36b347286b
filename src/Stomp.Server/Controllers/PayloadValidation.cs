using System.Text.Json;

namespace Stomp.Server.Controllers;

/// <summary>Checks payloads of a type by its validation attributes; all that is wrong is told at once.</summary>
internal sealed class PayloadValidation
{
    private readonly ValidatedType _type;

    private PayloadValidation(ValidatedType type) => _type = type;

    /// <summary>The rules of a type and of what it is made of; null when there are none.</summary>
    public static PayloadValidation? For(Type type, JsonSerializerOptions json)
    {
        var known = new Dictionary<Type, ValidatedType>();
        return ValidatedType.Find(type, json, known) is { } found && known.Values.Any(one => one.HasRules) ? new(found) : null;
    }

    /// <exception cref="PayloadInvalidException">A rule is broken.</exception>
    public void Check(object payload, IServiceProvider services)
    {
        var errors = new ValidationErrors();
        _type.Check(payload, "", services, errors);
        errors.ThrowIfAny();
    }
}
