using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stomp.Server.Controllers;

/// <summary>A member of a payload and its validation rules.</summary>
internal sealed class ValidatedMember
{
    private readonly Func<object, object?> _read;
    private readonly ValidationAttribute[] _rules;
    private readonly string _name;
    private readonly string _shownName;

    private ValidatedMember(PropertyInfo property, JsonSerializerOptions json)
    {
        _name = property.Name;
        _rules = RulesOf(property);
        JsonName = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? json.PropertyNamingPolicy?.ConvertName(property.Name) ?? property.Name;
        _shownName = property.GetCustomAttribute<DisplayAttribute>()?.GetName() ?? JsonName;
        var owner = Expression.Parameter(typeof(object));
        var value = Expression.Property(Expression.Convert(owner, property.DeclaringType!), property);
        _read = Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), owner).Compile();
    }

    /// <summary>Its name as its sender writes it.</summary>
    public string JsonName { get; }

    public bool HasRules => _rules.Length > 0;

    /// <summary>The rules of what it holds, or of each of the things that it holds; null for none.</summary>
    public ValidatedType? Type { get; private init; }

    public bool IsSequence { get; private init; }

    public static ValidatedMember Of(PropertyInfo property, JsonSerializerOptions json, Dictionary<Type, ValidatedType> known)
    {
        var item = ItemOf(property.PropertyType);
        return new(property, json) { Type = ValidatedType.Find(item ?? property.PropertyType, json, known), IsSequence = item is not null };
    }

    public object? Read(object owner) => _read(owner);

    public void Check(object owner, object? value, string path, IServiceProvider services, ValidationErrors errors)
    {
        var context = new ValidationContext(owner, _shownName, services, null) { MemberName = _name };
        foreach (var rule in _rules)
        {
            if (rule.GetValidationResult(value, context) is not { } result) continue;
            errors.Add(path, result.ErrorMessage);
            // What is missing breaks no other rule.
            if (rule is RequiredAttribute) return;
        }
    }

    /// <summary>A record's attributes stand at its constructor's parameters, unless they say <c>property:</c>.</summary>
    private static ValidationAttribute[] RulesOf(PropertyInfo property)
    {
        var parameters = property.DeclaringType!.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            .Where(parameter => parameter.Name == property.Name && parameter.ParameterType == property.PropertyType);
        var rules = property.GetCustomAttributes<ValidationAttribute>()
            .Concat(parameters.SelectMany(parameter => parameter.GetCustomAttributes<ValidationAttribute>()));
        return [.. rules.OrderByDescending(rule => rule is RequiredAttribute)];
    }

    private static Type? ItemOf(Type type)
    {
        if (type == typeof(string) || !typeof(IEnumerable).IsAssignableFrom(type)) return null;
        return type.GetInterfaces().Append(type)
            .FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GenericTypeArguments[0];
    }
}
