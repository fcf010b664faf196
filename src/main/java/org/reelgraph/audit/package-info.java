/** The audit trail: who did what, from where, and what was refused. */
package org.reelgraph.audit;
