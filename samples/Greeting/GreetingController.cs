using Stomp.Server;

namespace Samples.Greeting;

/// <summary>Greets whoever says hello, and lets everybody hear it.</summary>
[MessageController]
public sealed class GreetingController
{
    /// <summary>SEND to /app/hello; the result goes to all who listen to /topic/greetings.</summary>
    [MessageMapping("/hello")]
    [SendTo("/topic/greetings")]
    public GreetingMessage Greet(HelloMessage message) => new($"Hello, {message.Name}!");
}
