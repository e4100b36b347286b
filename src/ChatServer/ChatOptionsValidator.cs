using Microsoft.Extensions.Options;

namespace ChatServer;

/// <summary>Checks the ranges that the attributes state.</summary>
[OptionsValidator]
internal sealed partial class ChatOptionsValidator : IValidateOptions<ChatOptions>;
