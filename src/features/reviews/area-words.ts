/** “Quality of education” within a sentence: “quality of education”. */
export const areaWords = (title: string): string => title.charAt(0).toLowerCase() + title.slice(1);
