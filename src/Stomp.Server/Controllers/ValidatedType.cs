using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;

namespace Stomp.Server.Controllers;

/// <summary>The validation rules of a type, read once; those of the types that it is made of are reached through its members.</summary>
internal sealed class ValidatedType
{
    // JSON is no deeper; an object that holds itself would not end.
    private const int Deepest = 64;

    private readonly JsonSerializerOptions _json;
    private readonly ValidationAttribute[] _rules;
    private readonly bool _validatesItself;
    private ValidatedMember[] _members = [];

    private ValidatedType(Type type, JsonSerializerOptions json)
    {
        _json = json;
        _rules = [.. type.GetCustomAttributes<ValidationAttribute>()];
        _validatesItself = typeof(IValidatableObject).IsAssignableFrom(type);
    }

    /// <summary>Whether it has rules of its own.</summary>
    public bool HasRules => _rules.Length > 0 || _validatesItself || Array.Exists(_members, member => member.HasRules);

    /// <summary>Reads the rules; null for types of the framework, which have none.</summary>
    public static ValidatedType? Find(Type type, JsonSerializerOptions json, Dictionary<Type, ValidatedType> known)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (known.TryGetValue(type, out var found)) return found;
        if (type.IsPrimitive || type.IsEnum || type.IsPointer || type.IsByRefLike || type.Namespace?.Split('.')[0] == "System") return null;
        known.Add(type, found = new(type, json));
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanRead && property.GetIndexParameters().Length == 0);
        found._members = [.. properties.Select(property => ValidatedMember.Of(property, json, known))];
        return found;
    }

    public void Check(object value, string path, IServiceProvider services, ValidationErrors errors, int depth = 0)
    {
        if (depth > Deepest) return;
        var before = errors.Count;
        foreach (var member in _members) CheckMember(value, member, path, services, errors, depth);
        // As System.ComponentModel.DataAnnotations.Validator does: rules of the whole hold only where those of its members do.
        if (errors.Count > before || (_rules.Length == 0 && !_validatesItself)) return;
        var context = new ValidationContext(value, value.GetType().Name, services, null);
        foreach (var rule in _rules) Add(rule.GetValidationResult(value, context), path, errors);
        if (errors.Count > before || !_validatesItself) return;
        foreach (var result in ((IValidatableObject)value).Validate(context)) Add(result, path, errors);
    }

    private static void CheckMember(object owner, ValidatedMember member, string path, IServiceProvider services, ValidationErrors errors, int depth)
    {
        if (!member.HasRules && member.Type is null) return;
        var value = member.Read(owner);
        var name = path.Length == 0 ? member.JsonName : $"{path}.{member.JsonName}";
        if (member.HasRules) member.Check(owner, value, name, services, errors);
        if (value is null || member.Type is not { } type) return;
        if (!member.IsSequence)
        {
            type.Check(value, name, services, errors, depth + 1);
            return;
        }

        var index = 0;
        foreach (var item in (IEnumerable)value)
        {
            if (item is not null) type.Check(item, $"{name}[{index}]", services, errors, depth + 1);
            index++;
        }
    }

    private void Add(ValidationResult? result, string path, ValidationErrors errors)
    {
        if (result is null) return;
        var names = result.MemberNames.Select(name => _json.PropertyNamingPolicy?.ConvertName(name) ?? name).DefaultIfEmpty("");
        foreach (var name in names) errors.Add(path.Length == 0 || name.Length == 0 ? path + name : $"{path}.{name}", result.ErrorMessage);
    }
}
