/**
 * What we use of teams-ai, by the files it lies in: the package's own index also loads its planners and their tokenizers,
 * 40 MB that nothing here needs.
 */

export type { AdaptiveCard } from "@microsoft/teams-ai/lib/AdaptiveCards.js";
export { Application } from "@microsoft/teams-ai/lib/Application.js";
export { TeamsAdapter } from "@microsoft/teams-ai/lib/TeamsAdapter.js";
export type { TurnState } from "@microsoft/teams-ai/lib/TurnState.js";
