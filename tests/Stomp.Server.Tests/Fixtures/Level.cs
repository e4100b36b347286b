namespace Stomp.Server.Tests;

public enum Level
{
    Low,
    High,
}
