package org.reelgraph.downloads;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.downloads.Download.Outcome;
import org.reelgraph.downloads.Downloadable.Content;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.WriteTransactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records downloads, each before its first byte is sent and again at its end. */
@Singleton
class DownloadRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(DownloadRecorder.class);

    private final DownloadStore downloads;
    private final DownloadLinkStore links;
    private final WriteTransactions transactions;
    private final ExecutorService writes;
    private final Ids ids;
    private final Clock clock;

    DownloadRecorder(DownloadStore downloads, DownloadLinkStore links, WriteTransactions transactions,
            @Named("writes") ExecutorService writes, Ids ids, Clock clock) {
        this.downloads = downloads;
        this.links = links;
        this.transactions = transactions;
        this.writes = writes;
        this.ids = ids;
        this.clock = clock;
    }

    /** Who downloads: by a credential, or by a link. */
    record Recipient(Actor.Kind actor, @Nullable Long userId, @Nullable Long apiKeyId, @Nullable Long linkId,
            String address) {
    }

    /** {@return a new download, which is under way} */
    Download begin(Recipient who, Content file) {
        var download = new Download(ids.next(), clock.instant(), null, who.actor(), who.userId(), who.apiKeyId(),
                who.linkId(), who.address(), file.target(), file.name(), Outcome.UNDER_WAY, 0);
        return transactions.within(() -> downloads.save(download));
    }

    /**
     * Notes the end of a download. Whoever closes a connection must not wait for the database.
     *
     * @param isEnd whether the end of the file was asked for, after which a link is no longer good
     */
    void end(Download download, boolean isComplete, boolean isEnd, long bytes) {
        writes.execute(() -> {
            try {
                transactions.within(() -> {
                    var now = clock.instant();
                    downloads.finish(download.id(), isComplete ? Outcome.COMPLETED : Outcome.BROKEN_OFF, bytes, now);
                    var link = download.linkId();
                    if (isComplete && isEnd && link != null) {
                        links.use(link, now);
                    }
                    return bytes;
                });
            } catch (RuntimeException e) {
                LOG.warn("The end of the download of {} can't be recorded", download.fileName(), e);
            }
        });
    }
}
