/**
 * Import jobs, which read, merge and report files record by record. Jobs run one at a time and keep their state in the
 * database.
 */
@NullMarked
package org.reelgraph.imports.jobs;

import org.jspecify.annotations.NullMarked;
