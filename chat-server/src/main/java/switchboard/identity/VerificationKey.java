package switchboard.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One public key, for one kind of signature.
final class VerificationKey {
  /// `EdDSA` with Ed25519 has a name of its own since RFC 9864.
  static final List<String> ALGORITHMS = List.of("RS256", "ES256", "EdDSA", "Ed25519");

  private static final int KEYS_MAX = 64;
  private static final int RSA_BITS_MIN = 2_048;
  private static final int RSA_BITS_MAX = 8_192;

  private final @Nullable String id;
  private final Scheme scheme;
  private final PublicKey key;

  /// How a kind of key signs, in the names of JOSE and of the JDK.
  private enum Scheme {
    RSA(List.of("RS256"), "SHA256withRSA"),
    /// The two numbers of the signature side by side, as JOSE has them.
    EC(List.of("ES256"), "SHA256withECDSAinP1363Format"),
    ED25519(List.of("EdDSA", "Ed25519"), "Ed25519");

    final List<String> algorithms;
    final String signature;

    Scheme(List<String> algorithms, String signature) {
      this.algorithms = algorithms;
      this.signature = signature;
    }
  }

  private VerificationKey(@Nullable String id, Scheme scheme, PublicKey key) {
    this.id = id;
    this.scheme = scheme;
    this.key = key;
  }

  /// Null when it has none.
  @Nullable String id() {
    return id;
  }

  boolean fits(String algorithm) {
    return scheme.algorithms.contains(algorithm);
  }

  boolean signed(CompactJws token) {
    try {
      Signature signature = Signature.getInstance(scheme.signature);
      signature.initVerify(key);
      signature.update(token.signed());
      return signature.verify(token.signature());
    } catch (SignatureException e) {
      return false; // not of the form of such a signature
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(scheme.signature + ": not there, expected in every JDK", e);
    }
  }

  /// Reads a JWK set. Keys for other purposes and of kinds that are not known are left out, as RFC
  /// 7517 wants it.
  ///
  /// @throws IOException it is none, or it gives away a secret or private key
  static List<VerificationKey> parse(String jwkSet) throws IOException {
    try {
      List<JWK> all = JWKSet.parse(jwkSet).getKeys();
      if (all.size() > KEYS_MAX) {
        throw new IOException("%d keys, expected at most %d".formatted(all.size(), KEYS_MAX));
      }
      List<VerificationKey> keys = new ArrayList<>();
      for (JWK jwk : all) {
        if (jwk.isPrivate()) {
          throw new IOException(
              "key '%s': private or secret, expected public keys".formatted(jwk.getKeyID()));
        }
        VerificationKey key = isForSignatures(jwk) ? of(jwk) : null;
        if (key != null && (jwk.getAlgorithm() == null || key.fits(jwk.getAlgorithm().getName()))) {
          keys.add(key);
        }
      }
      if (keys.isEmpty()) {
        throw new IOException("no key for RS256, ES256 or EdDSA signatures");
      }
      return List.copyOf(keys);
    } catch (ParseException
        | JOSEException
        | GeneralSecurityException
        | IllegalArgumentException
        | IllegalStateException e) {
      throw new IOException("not a set of public keys (JWK set): " + e.getMessage(), e);
    }
  }

  private static boolean isForSignatures(JWK jwk) {
    return (jwk.getKeyUse() == null || jwk.getKeyUse().equals(KeyUse.SIGNATURE))
        && (jwk.getKeyOperations() == null || jwk.getKeyOperations().contains(KeyOperation.VERIFY));
  }

  private static @Nullable VerificationKey of(JWK jwk)
      throws JOSEException, GeneralSecurityException, IOException {
    return switch (jwk) {
      case RSAKey rsa -> {
        int bits = rsa.toRSAPublicKey().getModulus().bitLength();
        if (bits < RSA_BITS_MIN || bits > RSA_BITS_MAX) {
          throw new IOException(
              "key '%s': %d bits, expected %d to %d"
                  .formatted(jwk.getKeyID(), bits, RSA_BITS_MIN, RSA_BITS_MAX));
        }
        yield new VerificationKey(jwk.getKeyID(), Scheme.RSA, rsa.toRSAPublicKey());
      }
      case ECKey ec when ec.getCurve().equals(Curve.P_256) ->
          new VerificationKey(jwk.getKeyID(), Scheme.EC, ec.toECPublicKey());
      case OctetKeyPair pair when pair.getCurve().equals(Curve.Ed25519) ->
          new VerificationKey(jwk.getKeyID(), Scheme.ED25519, ed25519(pair.getDecodedX()));
      default -> null;
    };
  }

  /// The key is the y coordinate, least byte first, with the lowest bit of x as its highest (RFC
  /// 8032 section 5.1.2).
  private static PublicKey ed25519(byte[] encoded) throws GeneralSecurityException, IOException {
    if (encoded.length != 32) {
      throw new IOException("Ed25519 key: %d bytes, expected 32".formatted(encoded.length));
    }
    byte[] y = new byte[32];
    for (int i = 0; i < 32; i++) {
      y[i] = encoded[31 - i];
    }
    boolean xIsOdd = (y[0] & 0x80) != 0;
    y[0] &= 0x7f;
    EdECPoint point = new EdECPoint(xIsOdd, new BigInteger(1, y));
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
  }
}
