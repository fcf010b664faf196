package org.reelgraph.graphql.documents;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.limits.MinuteQuota;
import org.reelgraph.settings.declaration.Setting;
import org.reelgraph.storage.quotas.LocalQuotas;

/**
 * Documents that clients have sent together with their hash, so that the hash alone is enough from then on (Apollo's
 * "automatic persisted queries"). Their memory is bounded, and each caller may register only a part of it per minute. When
 * it is full, the documents that are asked for least make room, so those that nobody asks for again displace no others.
 */
@Introspected
@Singleton
class RegisteredDocuments {

    private static final int SHARE_OF_A_CALLER = 16;
    private static final int BYTES_OF_A_CHARACTER = 2;
    private static final int BYTES_OF_AN_ENTRY = 300;
    private static final int MAX_CALLERS = 10_000;

    private final int share;
    private final Cache<String, String> texts;
    private final MinuteQuota bytes;

    /** @param most memory of all documents, in bytes; with 0 none are kept */
    RegisteredDocuments(
            @Setting(description = "Bytes of memory for documents that clients register by their hash (automatic "
                    + "persisted queries). `0` turns that off.", defaultValue = "8000000", min = 0,
                    storable = true) @Property(name = "reelgraph.documents-registered") int most,
            LocalQuotas quotas) {
        share = most / SHARE_OF_A_CALLER;
        texts = Caffeine.newBuilder().maximumWeight(most)
                .weigher((String hash, String text) -> bytesOf(text)).build();
        bytes = new MinuteQuota("bytes of registered documents", Math.max(1, share), MAX_CALLERS, quotas);
    }

    private static int bytesOf(String text) {
        return text.length() * BYTES_OF_A_CHARACTER + BYTES_OF_AN_ENTRY;
    }

    /** {@return whether any are kept} */
    boolean isOn() {
        return share > 0;
    }

    Optional<String> find(String hash) {
        return Optional.ofNullable(texts.getIfPresent(hash));
    }

    /**
     * Keeps a document, unless its caller has registered too many. Then nothing is lost but the bytes of sending it again.
     *
     * @param hash the text's SHA-256
     */
    void add(String hash, String text, Caller caller) {
        if (isOn() && bytesOf(text) <= share && bytes.allows(caller.countedAs(), bytesOf(text))) {
            texts.put(hash, text);
        }
    }
}
