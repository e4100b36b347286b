using Microsoft.Extensions.Options;

namespace Stomp.Server;

/// <summary>The ranges that the options' attributes state, checked without reflection.</summary>
[OptionsValidator]
internal sealed partial class StompRateLimitOptionsValidator : IValidateOptions<StompRateLimitOptions>;
