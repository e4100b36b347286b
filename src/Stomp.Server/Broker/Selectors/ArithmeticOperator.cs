namespace Stomp.Server.Broker.Selectors;

internal enum ArithmeticOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
}
