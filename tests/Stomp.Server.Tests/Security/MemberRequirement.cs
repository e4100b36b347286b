using Microsoft.AspNetCore.Authorization;

namespace Stomp.Server.Tests.Security;

/// <summary>The client has to be a member of the room that the destination names.</summary>
internal sealed class MemberRequirement : IAuthorizationRequirement;
