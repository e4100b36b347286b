using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Testing.Server;

/// <summary>A certificate for 127.0.0.1 and localhost that nobody but a test trusts.</summary>
public sealed class SelfSignedCertificate : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("certificate");

    public SelfSignedCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var pfx = made.Export(X509ContentType.Pfx);
        Certificate = X509CertificateLoader.LoadPkcs12(pfx, null);
        Path = System.IO.Path.Combine(_folder.FullName, "server.pfx");
        File.WriteAllBytes(Path, pfx);
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>A file that holds it with its key, without a password.</summary>
    public string Path { get; }

    /// <summary>Has a client trust this certificate and no other.</summary>
    public void Trust(SslClientAuthenticationOptions tls)
    {
        ArgumentNullException.ThrowIfNull(tls);
        tls.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == Certificate.GetCertHashString();
    }

    public void Dispose()
    {
        Certificate.Dispose();
        _folder.Delete(recursive: true);
    }
}
