namespace Stomp.Server.Tests;

public sealed class UnownedThing
{
    public int Touched { get; private set; }

    public void Touch() => Touched++;
}
