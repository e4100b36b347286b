using Stomp.Server.Broker.Queues;

namespace Stomp.Server.Sessions;

/// <summary>What an ACK or NACK does, once its frame has been understood.</summary>
/// <param name="Consumer">The subscription that holds the messages.</param>
/// <param name="Deliveries">The messages.</param>
/// <param name="IsAck">Whether they were consumed.</param>
/// <param name="Requeue">Whether those that were not come back, as RabbitMQ's header <c>requeue</c> says.</param>
internal sealed record Acknowledgement(Consumer Consumer, IReadOnlyList<Delivery> Deliveries, bool IsAck, bool Requeue);
