using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Stomp.Server;

/// <summary>The ranges that the attributes state, and that some token can be good at all.</summary>
[OptionsValidator]
internal sealed partial class JwtConnectOptionsValidator : IValidateOptions<JwtConnectOptions>
{
    ValidateOptionsResult IValidateOptions<JwtConnectOptions>.Validate(string? name, JwtConnectOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        faults.AddResult(Validate(name, options));
        if (options.Validation is { } validation) AddMissing(validation, faults);
        return faults.Build();
    }

    private static void AddMissing(TokenValidationParameters validation, ValidateOptionsResultBuilder faults)
    {
        if (validation.ConfigurationManager is not null) return;
        var hasKey = validation.IssuerSigningKey is not null || validation.IssuerSigningKeys is not null
            || validation.IssuerSigningKeyResolver is not null || validation.SignatureValidator is not null;
        if (!hasKey) faults.AddError("no key checks signatures; set IssuerSigningKey or ConfigurationManager", "Validation");
        var hasIssuer = validation.ValidIssuer is not null || validation.ValidIssuers is not null || validation.IssuerValidator is not null;
        if (validation.ValidateIssuer && !hasIssuer) faults.AddError("no issuer is good; set ValidIssuer", "Validation");
        var hasAudience = validation.ValidAudience is not null || validation.ValidAudiences is not null || validation.AudienceValidator is not null;
        if (validation.ValidateAudience && !hasAudience) faults.AddError("no audience is good; set ValidAudience", "Validation");
    }
}
