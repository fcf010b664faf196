package org.reelgraph.accounts.sessions;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.security.token.jwt.signature.secret.SecretSignature;
import io.micronaut.security.token.jwt.signature.secret.SecretSignatureConfiguration;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.reelgraph.settings.declaration.DecidedSetting;
import org.reelgraph.settings.declaration.Setting;
import org.reelgraph.storage.Folders;
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

    SigningSecret(
            @Setting(description = "The secret that tokens are signed with.",
                    otherwise = "created at the first start, in `<data>/secret`", secret = true,
                    values = "at least 32 characters") @Property(name = "reelgraph.secret") @Nullable String given,
            Folders folders) {
        var configuration = new SecretSignatureConfiguration("tokens");
        configuration.setSecret(given == null || given.isBlank() ? kept(folders.dataDir()) : checked(given));
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

    private static String checked(String given) {
        if (given.getBytes(StandardCharsets.UTF_8).length < BYTES) {
            throw new ConfigurationException("REELGRAPH_SECRET must have at least " + BYTES + " characters.");
        }
        return given;
    }

    private static String kept(Path folder) {
        var file = folder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            var secret = Files.readString(file).strip();
            if (secret.length() < BYTES) {
                throw new StorageException("The secret in " + file.toAbsolutePath()
                        + " is too short. Remove the file: a new secret is created, and everybody has to sign in"
                        + " again.");
            }
            return secret;
        } catch (IOException e) {
            throw StorageException.of("The secret in " + file.toAbsolutePath() + " can't be read or created", e);
        }
    }

    // In one step, since a half-written secret would be used at the next start.
    private static void create(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        var posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        var mode = posix
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
        var draft = Files.createTempFile(file.getParent(), FILE, ".new", mode);
        Files.writeString(draft, HexFormat.of().formatHex(bytes));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
