package org.duplexsync.host.ssh;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** What a log-in computes with most servers, done once with nobody. */
final class Ciphers {
  private static final int BLOCK = 32 * 1024;
  private static final int BLOCKS = 8;

  private Ciphers() {}

  static void tryOut() throws GeneralSecurityException {
    KeyPairGenerator exchange = KeyPairGenerator.getInstance("X25519");
    KeyAgreement agreement = KeyAgreement.getInstance("X25519");
    agreement.init(exchange.generateKeyPair().getPrivate());
    agreement.doPhase(exchange.generateKeyPair().getPublic(), true);
    byte[] secret = agreement.generateSecret();
    sign(secret);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    byte[] data = new byte[BLOCK];
    for (byte i = 0; i < BLOCKS; i++) {
      var once = new GCMParameterSpec(128, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, i});
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(secret, "AES"), once);
      byte[] closed = cipher.doFinal(data);
      cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(secret, "AES"), once);
      data = cipher.doFinal(closed);
    }
  }

  private static void sign(byte[] text) throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(pair.getPrivate());
    signature.update(text);
    byte[] signed = signature.sign();
    signature.initVerify(pair.getPublic());
    signature.update(text);
    if (!signature.verify(signed)) {
      throw new GeneralSecurityException("a signature does not verify");
    }
  }
}
