package org.reelgraph.accounts.sessions;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.security.token.jwt.signature.secret.SecretSignature;
import io.micronaut.security.token.jwt.signature.secret.SecretSignatureConfiguration;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.reelgraph.settings.declaration.DecidedSetting;
import org.reelgraph.settings.declaration.Setting;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.PrivateFile;
import org.reelgraph.storage.StorageException;

/**
 * The secret that signs tokens: the owner's, or one that is created at the first start and kept in the data folder.
 */
@Introspected
@Singleton
class SigningSecret implements DecidedSetting {

    // RFC 7518, section 3.2: a key as long as the hash.
    private static final int BYTES = 32;
    private static final String FILE = "secret";

    private final SecretSignature signature;
    private final byte[] secret;

    SigningSecret(
            @Setting(description = "The secret that tokens are signed with.",
                    otherwise = "created at the first start, in `<data>/secret`", secret = true,
                    values = "at least 32 characters") @Property(name = "reelgraph.secret") @Nullable String given,
            Folders folders) {
        var configuration = new SecretSignatureConfiguration("tokens");
        var text = given == null || given.isBlank() ? kept(folders.dataDir()) : checked(given);
        configuration.setSecret(text);
        secret = text.getBytes(StandardCharsets.UTF_8);
        signature = new SecretSignature(configuration);
    }

    @Override
    public String property() {
        return "reelgraph.secret";
    }

    // Secrets are masked, so that nobody sees this one.
    @Override
    public String decision() {
        return FILE;
    }

    /** {@return the signature with which tokens are signed and verified} */
    SecretSignature signature() {
        return signature;
    }

    /** {@return another secret, made of this one, with which nothing else can be signed than what it is for} */
    byte[] derived(String purpose) {
        return UrlSignatures.hmac(secret, purpose);
    }

    private static String checked(String given) {
        if (given.getBytes(StandardCharsets.UTF_8).length < BYTES) {
            throw new ConfigurationException("REELGRAPH_SECRET must have at least " + BYTES + " characters.");
        }
        return given;
    }

    private static String kept(Path folder) {
        var file = new PrivateFile(folder.resolve(FILE));
        var secret = file.read().orElseGet(() -> created(file));
        if (secret.length() < BYTES) {
            throw new StorageException("The secret in " + file.path().toAbsolutePath()
                    + " is too short. Remove the file: a new secret is created, and everybody has to sign in"
                    + " again.");
        }
        return secret;
    }

    private static String created(PrivateFile file) {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        file.write(HexFormat.of().formatHex(bytes));
        // Another program may have created one at the same time.
        return file.read().orElseThrow();
    }
}
