package org.reelgraph.plays;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.sync.Requests;

/** Reads the play history of a kind of servers. Each is a bean; {@link Requests} has them ask. */
interface HistoryServer {

    /**
     * A part of a history.
     *
     * @param plays     of movies and episodes
     * @param others    how many entries are of something else
     * @param problems  what is wrong with entries that can't be read, for people
     * @param remaining how many entries follow
     */
    record Page(List<Play> plays, int others, List<String> problems, int remaining) {

        /** {@return how many entries it has} */
        int size() {
            return plays.size() + others + problems.size();
        }
    }

    /** {@return the name of the kind of servers} */
    String kind();

    /**
     * {@return a part of the history, the oldest entries first} Blocks while the server answers.
     *
     * @param since the day from which on entries are wanted; empty for all
     * @param start how many of them to leave out
     * @throws ServerException if the server can't be used
     */
    Page read(Requests requests, Optional<LocalDate> since, int start) throws ServerException;
}
