package org.duplexsync.host.ssh;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Host names as {@code HashKnownHosts} hides them: {@code |1|salt|HMAC-SHA1(salt, name)}. */
final class HashedName {
  private static final String MAGIC = "|1|";
  private static final int SALT = 20;

  private HashedName() {}

  static boolean isHashed(String name) {
    return name.startsWith(MAGIC);
  }

  static boolean matches(String hashed, String host) {
    String[] parts = hashed.substring(MAGIC.length()).split("\\|");
    if (parts.length != 2) {
      return false;
    }
    try {
      byte[] salt = Base64.getDecoder().decode(parts[0]);
      byte[] hash = Base64.getDecoder().decode(parts[1]);
      return salt.length > 0 && MessageDigest.isEqual(hash, hmac(salt, host));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static String of(String host, SecureRandom random) {
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    Base64.Encoder encoder = Base64.getEncoder();
    return MAGIC + encoder.encodeToString(salt) + "|" + encoder.encodeToString(hmac(salt, host));
  }

  private static byte[] hmac(byte[] salt, String host) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(salt, "HmacSHA1"));
      return mac.doFinal(host.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA1", e);
    }
  }
}
