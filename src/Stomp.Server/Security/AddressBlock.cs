using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Stomp.Server.Security;

/// <summary>The addresses that one subscriber has: one of IPv4, a /64 network of IPv6 (RFC 6177), where counting addresses would count nothing.</summary>
internal readonly record struct AddressBlock(AddressFamily Family, ulong Bits)
{
    public static AddressBlock Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return new(address.AddressFamily, BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }
}
