using Microsoft.Extensions.Options;

namespace Stomp.Server;

[OptionsValidator]
internal sealed partial class ClusterOptionsValidator : IValidateOptions<ClusterOptions>;
