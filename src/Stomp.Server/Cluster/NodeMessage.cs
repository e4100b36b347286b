using System.Text.Json.Serialization;

namespace Stomp.Server.Cluster;

/// <summary>What a node tells the others.</summary>
/// <param name="From">Who says it.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(NodeLease), "lease")]
[JsonDerivedType(typeof(NodeChange), "change")]
[JsonDerivedType(typeof(NodeQuestion), "question")]
[JsonDerivedType(typeof(NodeSnapshot), "snapshot")]
[JsonDerivedType(typeof(NodeFarewell), "farewell")]
[JsonDerivedType(typeof(NodeDelivery), "delivery")]
[JsonDerivedType(typeof(NodeDisconnect), "disconnect")]
[JsonDerivedType(typeof(NodeDisconnected), "disconnected")]
internal abstract record NodeMessage(string From);
