"""The words for the people around a citizen, as parts of patterns over normalised Italian."""

FAMILY = (
    r"sorell[ae]|fratell[oi]|figli[aoe]?|madre|mamma|padre|papa|babbo|genitori|zi[aoie]|nonn[aoie]|suocer[aoi]"
    r"|nuora|genero|nipot[ei]|moglie|marito|compagn[oa]|fidanzat[oa]|ex"
)
"""One's own."""
CIRCLE = r"cugin[aoei]|amic[aoi]|amiche|vicin[aoie]|collegh[ie]|collega|cognat[aoie]|conoscent[ei]|parent[ei]"
"""Those who are near, but not of the household: that they live elsewhere is no reason to ask for another town's services."""
AT_WORK = r"capo|datore|titolare|padron[ea]|direttor[ei]|direttrice"
"""Those who have a say over one's work or home."""
