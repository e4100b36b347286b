using System.ComponentModel.DataAnnotations;

namespace Stomp.Server.Tests;

public sealed record TimeRange(int From, int To) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (To < From) yield return new("ends before it begins", [nameof(To)]);
        if (To == 13) yield return new("13 is bad luck");
    }
}
